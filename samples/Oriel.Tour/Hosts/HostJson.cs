using System.Text.Json.Serialization;

namespace Oriel.Tour.Hosts;

/// <summary>How requests and lines become JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(HostRequest))]
[JsonSerializable(typeof(HostLine))]
internal sealed partial class HostJson : JsonSerializerContext;

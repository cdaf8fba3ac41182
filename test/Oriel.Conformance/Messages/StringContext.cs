using System.Text.Json.Serialization;

namespace Oriel.Conformance.Messages;

[JsonSerializable(typeof(string))]
internal sealed partial class StringContext : JsonSerializerContext;

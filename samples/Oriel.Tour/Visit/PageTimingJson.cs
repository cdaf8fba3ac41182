using System.Text.Json.Serialization;

namespace Oriel.Tour.Visit;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PageTiming))]
internal sealed partial class PageTimingJson : JsonSerializerContext;

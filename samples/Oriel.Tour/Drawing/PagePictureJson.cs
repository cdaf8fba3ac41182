using System.Text.Json.Serialization;

namespace Oriel.Tour.Drawing;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PagePicture))]
internal sealed partial class PagePictureJson : JsonSerializerContext;

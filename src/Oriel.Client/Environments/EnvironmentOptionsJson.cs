using System.Text.Json;
using System.Text.Json.Serialization;

namespace Oriel.Client.Environments;

/// <summary>Options as one host tells them to another.</summary>
[JsonSerializable(typeof(EnvironmentOptions))]
internal sealed partial class EnvironmentOptionsJson : JsonSerializerContext
{
    internal static string Write(EnvironmentOptions options) => JsonSerializer.Serialize(options, Default.EnvironmentOptions);

    /// <exception cref="JsonException">It is none.</exception>
    internal static EnvironmentOptions Read(string text) =>
        JsonSerializer.Deserialize(text, Default.EnvironmentOptions) ?? throw new JsonException("The options are null.");
}

using System.Collections.Generic;
using System.IO;
using System.Linq;
using Oriel.ProtocolGen.Emit;
using Oriel.ProtocolGen.Schema;

namespace Oriel.ProtocolGen;

/// <summary>Turns the pinned inputs into the texts of all generated files.</summary>
internal static class Generator
{
    /// <param name="root">The repository's folder.</param>
    /// <returns>Every file's path under <paramref name="root"/>, with its text.</returns>
    public static IReadOnlyDictionary<string, string> Run(string root)
    {
        string inputs = Path.Combine(root, "eng", "protocol");
        ProtocolSchema browser = ProtocolSchema.Parse(File.ReadAllText(Path.Combine(inputs, "browser_protocol.json")));
        ProtocolSchema broker = ProtocolSchema.Parse(File.ReadAllText(Path.Combine(inputs, "broker_protocol.json")));
        Subset used = new(browser, isOurs: false, Subset.ParseList(File.ReadAllText(Path.Combine(inputs, "subset.txt"))));
        Subset ours = new(broker, isOurs: true, Subset.Everything(broker));

        Dictionary<string, string> files = [];
        foreach ((Subset subset, string folder, string origin) in new[]
                 {
                     (used, "src/Oriel.Protocol/Cdp", "eng/protocol/browser_protocol.json and subset.txt"),
                     (ours, "src/Oriel.Protocol", "eng/protocol/broker_protocol.json"),
                 })
        {
            foreach (string domain in subset.Domains.ToList())
            {
                if (new DomainEmitter(subset, domain).Emit(origin) is { } text)
                {
                    files.Add($"{folder}/{domain}.g.cs", text);
                }
            }
        }

        return files;
    }
}

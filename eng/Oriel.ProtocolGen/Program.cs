using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Oriel.ProtocolGen;

if (args is ["pin", string source])
{
    File.WriteAllText(Path.Combine(Repository.Find(), "eng", "protocol", "browser_protocol.json"), Pin.Compact(File.ReadAllText(source)));
    return 0;
}

if (args.Length > 0)
{
    Console.Error.WriteLine("Usage: dotnet run --project eng/Oriel.ProtocolGen            writes src/Oriel.Protocol/**/*.g.cs");
    Console.Error.WriteLine("       dotnet run --project eng/Oriel.ProtocolGen pin FILE   pins what a browser serves at /json/protocol");
    return 2;
}

string root = Repository.Find();
IReadOnlyDictionary<string, string> files = Generator.Run(root);
foreach (string stale in Repository.GeneratedFiles(root).Except(files.Keys))
{
    File.Delete(Path.Combine(root, stale));
}

foreach ((string path, string text) in files)
{
    File.WriteAllText(Path.Combine(root, path), text);
}

return 0;

using System;
using System.IO;
using Oriel.Surface.Parity;
using Oriel.Surface.Reading;
using Oriel.Surface.Snapshot;

namespace Oriel.Surface;

internal static class Program
{
    private static int Main(string[] arguments)
    {
        switch (arguments)
        {
            case ["snapshot"]:
                using (MetadataAssembly official = MetadataAssembly.Open(Repository.OfficialAssembly))
                {
                    string text = SnapshotFile.Write(official.Assembly.FullName!, SurfaceReader.Read(official.Assembly));
                    Report(Repository.Snapshot, GeneratedFile.Save(Repository.Snapshot, text));
                }

                return 0;
            case ["parity"]:
                Report(Repository.ParityPage, GeneratedFile.Save(Repository.ParityPage, ParityPage.Write(ParityInput.Read(Repository.OrielAssembly))));
                return 0;
            default:
                Console.Error.WriteLine("""
                    dotnet run --project eng/Oriel.Surface snapshot   writes eng/surface from the official assembly
                    dotnet run --project eng/Oriel.Surface parity     writes docs/parity.md from Oriel's assembly and the tests
                    """);
                return 2;
        }
    }

    private static void Report(string path, bool changed) =>
        Console.WriteLine($"{Path.GetRelativePath(Repository.Root, path)}: {(changed ? "written" : "up to date")}");
}

using System.Collections.Generic;
using System.IO;
using System.Linq;
using Oriel.ProtocolGen;
using Xunit;

namespace Oriel.Protocol.Tests.Cdp;

public class GeneratedCodeTests
{
    [Fact]
    public void Generating_again_gives_the_committed_files()
    {
        string root = Repository.Find();
        IReadOnlyDictionary<string, string> files = Generator.Run(root);

        Assert.Equal(files.Keys.Order(), Repository.GeneratedFiles(root).Order());
        foreach ((string path, string text) in files)
        {
            Assert.True(text == File.ReadAllText(Path.Combine(root, path)), $"{path} is stale: dotnet run --project eng/Oriel.ProtocolGen");
        }
    }
}

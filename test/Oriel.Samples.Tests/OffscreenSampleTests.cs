using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Oriel.TestKit;
using Oriel.TestKit.Processes;
using Xunit;

namespace Oriel.Samples.Tests;

/// <summary>samples/Offscreen.</summary>
public sealed class OffscreenSampleTests
{
    [Fact]
    public async Task Each_picture_is_another_one_in_a_file_of_its_own()
    {
        await using TempFolder folder = new("offscreen-sample");
        await using ProgramRun sample = ProgramRun.Start(ProgramRun.PathOf(typeof(OffscreenSampleTests).Assembly, "Offscreen"), [folder.Path, "5"]);

        Assert.StartsWith($"5 pictures of 640 by 360 in {folder.Path}, of ", await sample.ReadAsync(), System.StringComparison.Ordinal);

        await sample.AssertEndsWellAsync();
        string[] files = [.. Directory.GetFiles(folder.Path).Select(static path => Path.GetFileName(path)).Order()];
        Assert.Equal(["frame-000.png", "frame-001.png", "frame-002.png", "frame-003.png", "frame-004.png"], files);
        byte[][] pictures = await Task.WhenAll(files.Select(file => File.ReadAllBytesAsync(folder.Combine(file))));
        Assert.All(pictures, static picture => Assert.Equal(0x89504E47u, System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(picture)));
        Assert.Equal(pictures.Length, pictures.Select(System.Convert.ToBase64String).Distinct().Count());
    }
}

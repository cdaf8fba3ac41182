using System.IO;
using System.Threading.Tasks;
using Oriel.TestKit.Tests.Processes;
using Xunit;

namespace Oriel.TestKit.Tests;

public sealed class TempFolderTests
{
    [Fact]
    public async Task A_folder_is_new_and_empty_and_gone_at_the_end()
    {
        TempFolder folder = new("a");
        TempFolder other = new("a");
        await File.WriteAllTextAsync(folder.Combine("file"), "");
        Directory.CreateDirectory(folder.Combine("x", "y"));

        Assert.NotEqual(folder.Path, other.Path);
        Assert.Empty(Directory.EnumerateFileSystemEntries(other.Path));
        await folder.DisposeAsync();
        await other.DisposeAsync();

        Assert.False(Directory.Exists(folder.Path));
        Assert.False(Directory.Exists(other.Path));
    }

    [Fact]
    public async Task A_process_that_still_works_in_it_is_waited_for()
    {
        TempFolder folder = new();
        await using Sleeper sleeper = new(argument: folder.Path);

        ValueTask disposal = folder.DisposeAsync();
        Assert.True(Directory.Exists(folder.Path));
        sleeper.End();
        await disposal;

        Assert.False(Directory.Exists(folder.Path));
    }
}

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Oriel.TestKit.Processes;

namespace Oriel.TestKit;

/// <summary>A new, empty folder for one test, which is deleted at the end; by then nobody may be using it any more.</summary>
public sealed class TempFolder : IAsyncDisposable
{
    /// <summary>How long those who use the folder may take to end, once the test has told them to.</summary>
    private static readonly TimeSpan s_bound = TimeSpan.FromSeconds(20);

    /// <param name="name">What it is for; anything that may stand in a file name.</param>
    public TempFolder(string name = "folder")
    {
        Path = System.IO.Path.Combine(TestRun.Folder, $"{System.IO.Path.GetRandomFileName()[..8]}-{name}");
        Directory.CreateDirectory(Path);
    }

    /// <summary>Absolute.</summary>
    public string Path { get; }

    /// <returns>The path of something in the folder.</returns>
    public string Combine(params ReadOnlySpan<string> parts) => System.IO.Path.Combine([Path, .. parts]);

    /// <summary>Waits for the processes that name the folder to end, and deletes it.</summary>
    /// <exception cref="InvalidOperationException">Some go on. They are killed, so that the next test is not disturbed, and the folder is deleted.</exception>
    public async ValueTask DisposeAsync()
    {
        IReadOnlyList<ProcessEntry> users = await ProcessTable.WaitUntilNobodyNamesAsync(Path, s_bound);
        await ProcessTable.KillAsync(users);
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }

        if (users.Count > 0)
        {
            throw new InvalidOperationException(
                $"The test is over, but {s_bound.TotalSeconds:0} s later '{Path}' was still in use; these were killed:\n{string.Join('\n', users.Select(user => user.ToString()))}");
        }
    }
}

using System.Collections.Generic;
using System.Threading.Tasks;
using Oriel.TestKit.Processes;
using Xunit;

namespace Oriel.Samples.Tests;

/// <summary>samples/Recovery.</summary>
public sealed class RecoverySampleTests
{
    [Fact]
    public async Task The_page_is_there_again_after_each_failure()
    {
        await using ProgramRun sample = ProgramRun.Start(ProgramRun.PathOf(typeof(RecoverySampleTests).Assembly, "Recovery"), []);
        List<string?> said = [];
        for (int i = 0; i < 9; i++)
        {
            said.Add(await sample.ReadAsync());
        }

        Assert.Equal(
            [
                "Shows 'The page'.",
                "The renderer crashes.", "RenderProcessExited, Crashed, exit code 139.", "Comes back, attempt 1: RendererExited.", "Shows 'The page' again.",
                "The browser is killed.", "BrowserProcessExited, Terminated, exit code 137.", "Comes back, attempt 1: BrowserExited.", "Shows 'The page' again.",
            ],
            said);
        await sample.AssertEndsWellAsync();
    }
}

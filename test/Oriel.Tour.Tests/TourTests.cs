using System.Collections.Generic;
using System.Drawing;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Oriel.TestKit;
using Oriel.TestKit.Processes;
using Xunit;

namespace Oriel.Tour.Tests;

/// <summary>The tour, from outside.</summary>
public sealed class TourTests
{
    private static readonly string[] s_titles =
    [
        "1. A site of our own",
        "2. Two host apps, one browser",
        "3. Another folder, another browser",
        "4. Frames live with their site",
        "5. Script and messages, both ways",
        "6. Who is who: the live process map",
        "7. A picture of the page",
        "8. A page's renderer crashes, and the page comes back",
        "9. The GPU process is killed: every view is told, none has to do anything",
        "10. The browser is killed, and both apps get their views back",
        "11. One app clears the folder that both use",
        "12. A host is killed, the other goes on",
        "13. Everything closed, nothing left",
    ];

    [Fact]
    public async Task The_tour_shows_every_step_and_writes_the_picture_of_its_page()
    {
        await using TempFolder artifacts = new("tour");

        ProgramResult tour = await TourProgram.RunAsync("--artifacts", artifacts.Path);

        Assert.Equal("", tour.Errors);
        Assert.Equal(0, tour.ExitCode);
        Assert.Equal(s_titles, tour.Lines.Where(line => s_titles.Contains(line)));
        Assert.Equal(s_titles.Length, tour.Lines.Count(static line => line.StartsWith("   ✓ ", System.StringComparison.Ordinal)));
        Assert.Equal(new Size(1280, 960), PngFile.ReadSize(artifacts.Combine("tour.png")));
    }

    [Fact]
    public async Task The_process_map_names_hosts_views_browsers_and_the_sites_in_renderers()
    {
        await using TempFolder artifacts = new("tour");

        ProgramResult tour = await TourProgram.RunAsync("--artifacts", artifacts.Path);

        string map = tour.Output[tour.Output.IndexOf(s_titles[5], System.StringComparison.Ordinal)..tour.Output.IndexOf(s_titles[6], System.StringComparison.Ordinal)];
        Assert.Matches(@"├── Host A  pid \d+\n   │   ├── view  tour\.localhost\n   │   └── view  tour\.localhost  InPrivate\n   ├── Host B  pid \d+\n   │   └── view  studio\.localhost\n", map);
        Assert.Equal(2, map.Split("└── Broker  pid ").Length - 1);
        Assert.Equal(2, map.Split("└── Browser  pid ").Length - 1);
        Assert.Matches(@"Renderer  pid \d+  tour\.localhost \(page of Host A\), sub\.tour\.localhost \(frame of Host A\)\n", map);
        Assert.Matches(@"Renderer  pid \d+  studio\.localhost \(page of Host B\)\n", map);
        Assert.Matches(@"Renderer  pid \d+  apart\.localhost \(page of Host C\)\n", map);
        Assert.Equal(2, map.Split("── GPU  pid ").Length - 1);
        Assert.Equal(2, map.Split("── Network Service  pid ").Length - 1);
        Assert.DoesNotContain(tour.ProcessIds(), ProcessTable.IsRunning);
    }

    [Fact]
    public async Task A_step_that_fails_ends_the_tour_with_a_message_and_leaves_nothing()
    {
        await using TempFolder artifacts = new("tour");
        string file = artifacts.Combine("file");
        await File.WriteAllTextAsync(file, "");

        ProgramResult tour = await TourProgram.RunAsync("--artifacts", file);

        Assert.Equal(1, tour.ExitCode);
        Assert.StartsWith("Failed: Host A: ", tour.Errors, System.StringComparison.Ordinal);
        Assert.Contains(file, tour.Errors, System.StringComparison.Ordinal);
        Assert.False(tour.Says("8."));
        Assert.NotEmpty(tour.ProcessIds());
        Assert.DoesNotContain(tour.ProcessIds(), ProcessTable.IsRunning);
    }

    [Fact]
    public async Task A_tour_that_is_interrupted_ends_everything_it_started()
    {
        await using TempFolder artifacts = new("tour");
        await using ProgramRun running = TourProgram.Start(variables: null, "--artifacts", artifacts.Path);
        await running.ReadUntilAsync("✓ Host A");
        running.Interrupt();

        ProgramResult tour = await running.EndAsync();

        Assert.Equal(130, tour.ExitCode);
        Assert.StartsWith("Failed: It was interrupted.", tour.Errors, System.StringComparison.Ordinal);
        Assert.DoesNotContain(tour.ProcessIds(), ProcessTable.IsRunning);
    }

    [Fact]
    public async Task Without_a_browser_the_tour_says_so()
    {
        await using TempFolder empty = new("empty");
        await using ProgramRun running = TourProgram.Start(
            new Dictionary<string, string> { ["WEBVIEW2_BROWSER_EXECUTABLE_FOLDER"] = empty.Path }, "--artifacts", empty.Path);

        ProgramResult tour = await running.EndAsync();

        Assert.Equal(1, tour.ExitCode);
        Assert.StartsWith("Failed: Host A: ", tour.Errors, System.StringComparison.Ordinal);
        Assert.Contains(empty.Path, tour.Errors, System.StringComparison.Ordinal);
    }
}

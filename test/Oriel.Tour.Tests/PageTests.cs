using System;
using System.Collections.Generic;
using System.Drawing;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using Oriel.TestKit;
using Oriel.TestKit.Processes;
using Oriel.TestKit.Site;
using Xunit;

namespace Oriel.Tour.Tests;

/// <summary>The report on one page: ./run.sh URL.</summary>
public sealed class PageTests
{
    [Fact]
    public async Task A_page_is_reported_with_title_status_timing_processes_and_picture()
    {
        await using TempFolder folder = new("page");
        await using TestSite site = new TestSite().Page("/", "<title>Hello there</title><p>Hello");

        ProgramResult report = await TourProgram.RunAsync(site.Url(), "--output", folder.Combine("deep", "page.png"));

        Assert.Equal("", report.Errors);
        Assert.Equal(0, report.ExitCode);
        Assert.Matches(@"Title\s+Hello there\n", report.Output);
        Assert.Matches(@"Status\s+200 OK\n", report.Output);
        Assert.Matches(@"Time\s+browser and view \d+ ms, page \d+ ms\n", report.Output);
        Assert.Matches(@"Renderer  pid \d+  127\.0\.0\.1 \(page of This program, InPrivate\)\n", report.Output);
        Assert.Equal(new Size(1280, 800), PngFile.ReadSize(folder.Combine("deep", "page.png")));
        Assert.DoesNotContain(report.ProcessIds(), ProcessTable.IsRunning);
    }

    [Fact]
    public async Task An_error_of_the_server_is_reported_like_a_page_and_fails()
    {
        await using TempFolder folder = new("page");
        await using TestSite site = new();

        ProgramResult report = await TourProgram.RunAsync(site.Url("/nowhere"), "--output", folder.Combine("page.png"));

        Assert.Equal(1, report.ExitCode);
        Assert.Matches(@"Status\s+404 Not Found\n", report.Output);
        Assert.Equal($"Failed: The server answered 404 Not Found for {site.Url("/nowhere")}.\n", report.Errors);
        Assert.Equal(new Size(1280, 800), PngFile.ReadSize(folder.Combine("page.png")));
    }

    [Theory]
    [InlineData("nonsense", "'nonsense' is no URL that can be opened. Did you mean https://nonsense/?")]
    [InlineData("localhost:8080", "'localhost:8080' is no URL that can be opened. Did you mean http://localhost:8080/?")]
    [InlineData("/etc/hostname", "'/etc/hostname' is no URL that can be opened. Did you mean file:///etc/hostname?")]
    [InlineData("ftp://example.org/", "'ftp://example.org/' is no URL that can be opened. Give an absolute one with a scheme of http, https, file, about, data, such as https://example.org/.")]
    public async Task What_is_no_URL_is_refused_with_a_remedy(string text, string message)
    {
        ProgramResult report = await TourProgram.RunAsync(text);

        Assert.Equal((1, "", $"Failed: {message}\n"), (report.ExitCode, report.Output, report.Errors));
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_named()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();

        ProgramResult report = await TourProgram.RunAsync($"http://127.0.0.1:{port}/");

        Assert.Equal(1, report.ExitCode);
        Assert.StartsWith($"Failed: http://127.0.0.1:{port}/ did not load: nothing answers at 127.0.0.1, port {port}", report.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_nobody_has_is_named()
    {
        ProgramResult report = await TourProgram.RunAsync("http://nobody.invalid/");

        Assert.Equal(1, report.ExitCode);
        Assert.StartsWith("Failed: http://nobody.invalid/ did not load: no address is known for the name nobody.invalid.", report.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_never_comes_is_given_up_in_time()
    {
        await using TestSite site = new();
        _ = site.Hold("/", static _ => SiteResponse.Html("late"));

        ProgramResult report = await TourProgram.RunAsync(site.Url(), "--timeout", "1");

        Assert.Equal(1, report.ExitCode);
        Assert.Equal($"Failed: {site.Url()} has not finished loading within 1 seconds. Give it longer with --timeout.\n", report.Errors);
    }

    [Fact]
    public async Task Without_a_browser_the_report_says_so()
    {
        await using TempFolder empty = new("empty");
        await using ProgramRun running = TourProgram.Start(new Dictionary<string, string> { ["WEBVIEW2_BROWSER_EXECUTABLE_FOLDER"] = empty.Path }, "about:blank");

        ProgramResult report = await running.EndAsync();

        Assert.Equal(1, report.ExitCode);
        Assert.Contains(empty.Path, report.Errors, StringComparison.Ordinal);
    }
}

using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using System.Threading.Tasks;
using Oriel.Diagnostics;
using Oriel.Tour.Drawing;
using Oriel.Tour.Hosts;
using Oriel.Tour.Views;
using Spectre.Console;

namespace Oriel.Tour.Visit;

/// <summary>What is told of a page.</summary>
internal sealed record PageReport(string Title, string Address, PageOutcome Outcome, int StartMilliseconds, PageTiming? Timing, ProcessMap Map, string Picture, long PictureBytes)
{
    internal static async Task<PageReport> TakeAsync(PageView view, PageOutcome outcome, int startMilliseconds, string output)
    {
        string timing = await view.Web.ExecuteScriptAsync(PageTiming.Script);
        ProcessMap map = await ProcessMap.GetAsync(view.Web.Environment);
        try
        {
            return new PageReport(
                view.Web.DocumentTitle,
                view.Web.Source,
                outcome,
                startMilliseconds,
                JsonSerializer.Deserialize(timing, PageTimingJson.Default.PageTiming),
                map,
                Path.GetFullPath(output),
                await view.CaptureAsync(output));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TourException($"The picture cannot be written to {output}: {e.Message} Give another place with --output.", e);
        }
    }

    internal void Show(Stage stage, string folder)
    {
        Grid facts = new Grid().AddColumn(new GridColumn().NoWrap().PadRight(2)).AddColumn();
        void Add(string name, string value) => facts.AddRow(new Markup($"[grey]{name}[/]"), new Text(value));
        Add("Title", Title.Length == 0 ? "(none)" : Title);
        Add("Address", Address);
        Add("Status", Outcome.HttpStatus == 0 ? "no HTTP" : $"{Outcome.HttpStatus} {PageFailures.Phrase(Outcome.HttpStatus)}".TrimEnd());
        Add("Time", $"browser and view {StartMilliseconds} ms, page {Outcome.Milliseconds} ms");
        if (Timing is { } timing)
        {
            Add("", $"connected {timing.Connected:0} ms, first byte {timing.FirstByte:0} ms, received {timing.Received:0} ms, parsed {timing.Parsed:0} ms, loaded {timing.Loaded:0} ms");
            Add("Size", $"{timing.Bytes / 1024.0:0.0} KiB over the network, {timing.Resources} resources beside the page");
        }

        Add("Picture", $"{Picture}, {PictureBytes / 1024} KiB");
        stage.Show(facts);
        stage.Show(new ProcessTree(new Dictionary<int, string> { [Environment.ProcessId] = "This program" }).Draw("Processes", folder, new BrowserGroupMap(Map)));
    }
}

using System;
using System.Buffers.Binary;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Oriel.TestKit;
using Oriel.TestKit.Processes;
using Xunit;
using Kind = Microsoft.Web.WebView2.Core.CoreWebView2ProcessFailedKind;
using Reason = Microsoft.Web.WebView2.Core.CoreWebView2ProcessFailedReason;

namespace Oriel.Conformance.ProcessFailures;

/// <summary>What becomes of dumps: when they are told of, and that they stay on the machine.</summary>
public sealed class CrashReportTests : FailureTests
{
    /// <summary>Of <c>settings.dat</c> (crashpad/client/settings.cc): signature, version, options, padding, time of the last attempt to upload.</summary>
    private const uint SettingsSignature = 0x43506473;
    private const int Options = 8;
    private const int LastUploadAttempt = 16;
    private const uint UploadsEnabled = 1;

    [Theory, Behaviour(54), Behaviour(55)]
    [InlineData(true)]
    [InlineData(false)]
    public Task They_are_written_where_the_app_finds_them_and_nobody_uploads_them(bool isCustom) => OnUiThreadAsync(async () =>
    {
        CoreWebView2Environment environment = await CoreWebView2Environment.CreateAsync(null, UserDataFolder, new CoreWebView2EnvironmentOptions { IsCustomCrashReportingEnabled = isCustom });
        TestView view = await TestView.OpenAsync(environment);
        FailureLog failures = new(view.Web);
        string url = Site.Html("/page", "page");
        await view.NavigateAsync(url);
        int renderer = await RendererOfAsync(view, url);
        ProcessEntry[] handlers = [.. Group().Where(IsCrashHandler)];

        ProcessTable.Send(renderer, Signal.SegmentationFault);

        CoreWebView2ProcessFailedEventArgs args = await failures.ExpectAsync(Kind.RenderProcessExited, Reason.Crashed, 139, hasReport: true);
        string folder = environment.FailureReportFolderPath;
        FailureLog.AssertIsOf(args.CrashReport!, renderer, (uint)Signal.SegmentationFault, folder);
        Assert.NotEmpty(handlers);
        Assert.DoesNotContain(handlers.SelectMany(static handler => handler.Arguments), static argument => argument.StartsWith("--url", StringComparison.Ordinal));
        byte[] settings = await File.ReadAllBytesAsync(Path.Combine(folder, "settings.dat"));
        Assert.Equal(
            (SettingsSignature, 0u, 0L),
            (BinaryPrimitives.ReadUInt32LittleEndian(settings), BinaryPrimitives.ReadUInt32LittleEndian(settings.AsSpan(Options)) & UploadsEnabled, BinaryPrimitives.ReadInt64LittleEndian(settings.AsSpan(LastUploadAttempt))));
        view.Close();
    });

    [Fact, Behaviour(54)]
    public Task A_crash_is_not_told_before_its_dump_is_whole() => RunAsync(async (view, failures) =>
    {
        string url = Site.Html("/page", "page");
        await view.NavigateAsync(url);
        int renderer = await RendererOfAsync(view, url);
        ProcessEntry[] handlers = [.. Group().Where(IsCrashHandler)];
        foreach (ProcessEntry handler in handlers)
        {
            ProcessTable.Send(handler.Id, Signal.Stop);
        }

        ProcessTable.Send(renderer, Signal.SegmentationFault);
        await view.Web.CallDevToolsProtocolMethodAsync("Target.getTargetInfo", "{}");
        Assert.Empty(failures.All);
        foreach (ProcessEntry handler in handlers)
        {
            ProcessTable.Send(handler.Id, Signal.Continue);
        }

        CoreWebView2ProcessFailedEventArgs args = await failures.ExpectAsync(Kind.RenderProcessExited, Reason.Crashed, 139, hasReport: true);
        FailureLog.AssertIsOf(args.CrashReport!, renderer, (uint)Signal.SegmentationFault, view.Environment.FailureReportFolderPath);
    });

    /// <remarks>A process that ends, or is just becoming another, shows no arguments.</remarks>
    private static bool IsCrashHandler(ProcessEntry process) => process.Arguments is [string path, ..] && path.EndsWith("chrome_crashpad_handler", StringComparison.Ordinal);
}

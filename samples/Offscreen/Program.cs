using System;
using System.Drawing;
using System.Globalization;
using System.IO;
using Microsoft.Web.WebView2.Core;
using Offscreen;
using Oriel.Threading;

// Renders a page that no window shows, and keeps its pictures as PNG files: frame-000.png and so on, as many as were asked for. It needs no display.
if (args is not [var folder, var count, .. var rest] || !int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out int frames) || frames == 0 || rest.Length > 1)
{
    Console.Error.WriteLine("usage: Offscreen FOLDER COUNT [URL]   keeps so many pictures of a page, by default an animated one, in the folder");
    return 2;
}

Directory.CreateDirectory(folder);
DirectoryInfo data = Directory.CreateTempSubdirectory("offscreen-sample-");
try
{
    MessagePump.Run(async () =>
    {
        CoreWebView2Environment environment = await CoreWebView2Environment.CreateAsync(userDataFolder: data.FullName);
        CoreWebView2CompositionController controller = await environment.CreateCoreWebView2CompositionControllerAsync(new IntPtr(-3));
        controller.Bounds = new Rectangle(0, 0, 640, 360);
        FrameRecorder recorder = new(folder, frames);
        controller.RootVisualTarget = recorder;
        if (rest is [var url])
        {
            controller.CoreWebView2.Navigate(url);
        }
        else
        {
            controller.CoreWebView2.NavigateToString(AnimatedPage.Html);
        }

        TimeSpan shown = await recorder.Done;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{frames} pictures of {controller.Bounds.Width} by {controller.Bounds.Height} in {folder}, of {shown.TotalSeconds:0.00} s."));
        controller.Close();
        await Oriel.Recovery.EnvironmentRecovery.WaitForBrowserExitAsync(data.FullName);
    });
    return 0;
}
finally
{
    data.Delete(recursive: true);
}

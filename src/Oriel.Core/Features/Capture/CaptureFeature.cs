using System;
using System.IO;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Client.Errors;
using Oriel.Client.Sessions;
using Oriel.Core.Dispatching;
using Oriel.Core.Features.Views;
using Oriel.Protocol.Cdp;

namespace Oriel.Core.Features.Capture;

/// <summary>Pictures of what the view shows.</summary>
internal sealed class CaptureFeature(View view) : Feature(view)
{
    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder))]
    internal async Task CaptureAsync(CoreWebView2CapturePreviewImageFormat format, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!stream.CanWrite)
        {
            throw new ArgumentException("The stream for the picture cannot be written. Give a writable one.", nameof(stream));
        }

        if (!View.Navigation.HasContent)
        {
            throw OfficialErrors.FromHResult(
                HResults.InvalidState, "CapturePreview was called before the view has shown any page. Wait for ContentLoading or NavigationCompleted.");
        }

        string name = format switch
        {
            CoreWebView2CapturePreviewImageFormat.Png => "png",
            CoreWebView2CapturePreviewImageFormat.Jpeg => "jpeg",
            _ => throw new ArgumentException($"{(int)format} is no image format. Use Png or Jpeg.", nameof(format)),
        };
        Page.CaptureScreenshotResult picture;
        try
        {
            picture = await View.Target.AskAsync<Page.CaptureScreenshotCommand, Page.CaptureScreenshotResult>(new Page.CaptureScreenshotCommand { Format = name });
        }
        catch (CdpException refused)
        {
            throw OfficialErrors.FromHResult(HResults.Fail, $"The browser could not take the picture: {refused.Error.Message}", refused);
        }

        await stream.WriteAsync(picture.Data);
    }
}

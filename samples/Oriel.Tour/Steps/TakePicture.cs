using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Oriel.Tour.Drawing;
using Oriel.Tour.Hosts;
using static Oriel.Tour.TourException;

namespace Oriel.Tour.Steps;

internal sealed class TakePicture : ITourStep
{
    internal const int Width = 1280;
    internal const int Height = 960;

    public string Title => "A picture of the page";

    public string Why => "The host hands the page the map, the page draws it, and the view gives it back as a PNG: rendering works without any display.";

    public async Task<string> RunAsync(TourState state, CancellationToken cancellation)
    {
        string picture = JsonSerializer.Serialize(PagePicture.Of(state), PagePictureJson.Default.PagePicture);
        await state.HostA.AskAsync<HostLine.Done>(new HostRequest.Post("tour", picture), cancellation);
        string drawn = await state.HostA.NextMessageAsync(cancellation);
        Expect(drawn == """{"kind":"drawn"}""", $"The page should have said that it is drawn, but said {drawn}.");
        HostLine.Captured file = await state.HostA.AskAsync<HostLine.Captured>(new HostRequest.Capture("tour", state.Screenshot), cancellation);
        return $"{state.Screenshot}, {Width} × {Height}, {file.Bytes / 1024} KiB.";
    }
}

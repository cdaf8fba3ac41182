namespace Oriel.Hosting.Embedding;

/// <summary>A window of the browser, and where it stays while nobody shows it.</summary>
/// <param name="Id">The window.</param>
/// <param name="Shelter">The hidden window it comes from, and goes back to.</param>
/// <param name="FrameWidth">How much wider it is than its page; half of that is on the left.</param>
/// <param name="FrameHeight">How much higher it is than its page; below is as much as on the left.</param>
internal sealed record GuestWindow(uint Id, uint Shelter, int FrameWidth, int FrameHeight);

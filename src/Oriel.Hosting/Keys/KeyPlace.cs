namespace Oriel.Hosting.Keys;

/// <summary>A key of a US keyboard.</summary>
/// <param name="Keycode">X's.</param>
/// <param name="VirtualKey">Windows'.</param>
/// <param name="Code">As in a page's <c>KeyboardEvent.code</c>.</param>
internal sealed record KeyPlace(byte Keycode, int VirtualKey, string Code);

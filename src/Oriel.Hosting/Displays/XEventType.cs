namespace Oriel.Hosting.Displays;

/// <summary>Events of the X protocol that are looked at.</summary>
internal enum XEventType : byte
{
    Error = 0,
    KeyPress = 2,
    KeyRelease = 3,
    ButtonPress = 4,
    FocusIn = 9,
    FocusOut = 10,
    CreateNotify = 16,
    DestroyNotify = 17,
    UnmapNotify = 18,
    MapNotify = 19,
    ReparentNotify = 21,
    ConfigureNotify = 22,
    PropertyNotify = 28,
    ClientMessage = 33,
    MappingNotify = 34,
}

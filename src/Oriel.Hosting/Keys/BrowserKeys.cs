using System.Collections.Frozen;
using System.Linq;

namespace Oriel.Hosting.Keys;

/// <summary>The keys that Chromium acts upon itself (accelerator_table.cc), beside those of movement and text editing.</summary>
internal static class BrowserKeys
{
    private const KeyModifiers Control = KeyModifiers.Control;
    private const KeyModifiers Shift = KeyModifiers.Shift;
    private const KeyModifiers Alt = KeyModifiers.Alt;

    /// <summary>
    /// Those about a browser's own windows, tabs, pages and menus, which a view has not: they close it, take it elsewhere or open what nobody expects. To a page they are keys like others.
    /// </summary>
    public static FrozenSet<(int Key, KeyModifiers Held)> Foreign { get; } =
    [
        .. "NTWJHDOSUPFGLKE".Select(static key => ((int)key, Control)),
        .. "NTWQBDIJCOMAPG".Select(static key => ((int)key, Control | Shift)),
        .. "FED".Select(static key => ((int)key, Alt)),
        .. "TBIA".Select(static key => ((int)key, Alt | Shift)),
        .. ((int Key, KeyModifiers Held)[])
        [
            (VirtualKeys.F1, 0), (0x72, 0), (0x72, Shift), (0x75, 0), (0x75, Shift), (0x76, 0), (VirtualKeys.F10, 0), (0x7A, 0), (0x7B, 0), (0x73, Control), (0x73, Alt), (0x75, Control),
            (VirtualKeys.Escape, Shift), (VirtualKeys.Delete, Control | Shift), (0x24, Alt), (0xAC, 0), (0xAB, 0), (0xAA, 0),
        ],
    ];

    /// <summary>Those about the page, which a view has as well, unless its app says otherwise (AreBrowserAcceleratorKeysEnabled).</summary>
    public static FrozenSet<(int Key, KeyModifiers Held)> OfThePage { get; } =
    [
        ('R', Control), ('R', Control | Shift), (0x74, 0), (0x74, Shift), (0x74, Control), (0xBB, Control), (0xBB, Control | Shift), (0x6B, Control), (0xBD, Control), (0xBD, Control | Shift), (0x6D, Control), ('0', Control),
        (0x60, Control), (VirtualKeys.Left, Alt), (VirtualKeys.Right, Alt), (0xA6, 0), (0xA7, 0), (0xA8, 0), (0xA9, 0),
    ];

    /// <summary>Whether DevTools open by it: F12, or Control and Shift with I, J or C.</summary>
    public static bool OpenDevTools(int key, KeyModifiers held) => (key == 0x7B && held == 0) || (key is 'I' or 'J' or 'C' && held == (Control | Shift));

    /// <summary>What counts for a shortcut: locks do not.</summary>
    public static KeyModifiers Significant(ushort state) => (KeyModifiers)state & (Control | Shift | Alt | KeyModifiers.Super);
}

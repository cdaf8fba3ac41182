namespace Microsoft.Web.WebView2.Core;

/// <summary>What a page asks permission for.</summary>
public enum CoreWebView2PermissionKind
{
    /// <summary>Something that none of the values below describes.</summary>
    UnknownPermission = 0,

    /// <summary>Recording sound.</summary>
    Microphone = 1,

    /// <summary>Recording video.</summary>
    Camera = 2,

    /// <summary>Knowing where the device is.</summary>
    Geolocation = 3,

    /// <summary>Showing notifications.</summary>
    Notifications = 4,

    /// <summary>Reading sensors: ambient light, accelerometer, gyroscope, magnetometer.</summary>
    OtherSensors = 5,

    /// <summary>Reading the clipboard without a gesture of the user.</summary>
    ClipboardRead = 6,

    /// <summary>Starting several downloads shortly after one another.</summary>
    MultipleAutomaticDownloads = 7,

    /// <summary>Writing to files or folders that the user has picked.</summary>
    FileReadWrite = 8,

    /// <summary>Playing sound and video without a gesture of the user.</summary>
    Autoplay = 9,

    /// <summary>Listing the fonts installed on the device.</summary>
    LocalFonts = 10,

    /// <summary>Exchanging system exclusive messages with MIDI devices.</summary>
    MidiSystemExclusiveMessages = 11,

    /// <summary>Learning about the screens and placing windows on them.</summary>
    WindowManagement = 12,

    /// <summary>Storage that is not evicted when the disk gets full.</summary>
    PersistentStorage = 13,
}

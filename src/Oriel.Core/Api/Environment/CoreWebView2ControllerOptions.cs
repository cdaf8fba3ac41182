using System;
using System.Drawing;
using Oriel.Client.Environments;
using Oriel.Core.Features.Environments;

namespace Microsoft.Web.WebView2.Core;

/// <summary>Which profile a new view uses, and with what it begins. An environment makes it.</summary>
public partial class CoreWebView2ControllerOptions
{
    // As text: a field of a type from another assembly would be laid out before that can be found.
    private string _profileName = "";
    private Color _defaultBackgroundColor = Color.White;

    internal CoreWebView2ControllerOptions()
    {
    }

    /// <summary>Whether the view leaves nothing behind in its profile. False by default.</summary>
    public bool IsInPrivateModeEnabled { get; set; }

    /// <summary>The profile; empty, as by default, for the default one. Names that differ in case only are the same profile.</summary>
    /// <exception cref="ArgumentException">
    /// The name is null, longer than 64 characters, begins with a space, ends with a space or a period, or has a character other than
    /// ASCII letters, digits and <c># @ $ ( ) + - _ ~ .</c> and space.
    /// </exception>
    public string ProfileName
    {
        get => _profileName;
        set => _profileName = Oriel.Client.Environments.ProfileName.Parse(value, nameof(value)).Value;
    }

    /// <summary>The color under a page that paints no background: opaque, or wholly transparent. White by default.</summary>
    /// <exception cref="ArgumentException">The color is half transparent.</exception>
    public Color DefaultBackgroundColor
    {
        get => _defaultBackgroundColor;
        set => _defaultBackgroundColor = BackgroundColor.Check(value, nameof(value));
    }

    /// <summary>Whether input passes through the app before the page gets it. False by default.</summary>
    public bool AllowHostInputProcessing { get; set; }

    /// <summary>A BCP 47 tag for the formats that script uses (<c>Intl</c>); empty, as by default, for the browser's choice.</summary>
    public string ScriptLocale { get; set; } = "";

    internal ProfileName Profile => Oriel.Client.Environments.ProfileName.Parse(_profileName, nameof(ProfileName));
}

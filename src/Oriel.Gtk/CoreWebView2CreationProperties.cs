using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;

namespace Oriel.Gtk;

/// <summary>With what a <see cref="WebView2"/> makes its environment and controller when the app gives it none. Set it before the first <see cref="WebView2.Source"/>.</summary>
public sealed class CoreWebView2CreationProperties
{
    private Task<CoreWebView2Environment>? _environment;
    private string? _browserExecutableFolder;
    private string? _userDataFolder;
    private string? _language;
    private string? _additionalBrowserArguments;

    /// <summary>The folder of a browser; null for the machine's own.</summary>
    public string? BrowserExecutableFolder
    {
        get => _browserExecutableFolder;
        set => Set(ref _browserExecutableFolder, value);
    }

    /// <summary>Where pages keep their data; null for the app's usual folder.</summary>
    public string? UserDataFolder
    {
        get => _userDataFolder;
        set => Set(ref _userDataFolder, value);
    }

    /// <summary>The browser's language, a BCP 47 tag; null for the user's.</summary>
    public string? Language
    {
        get => _language;
        set => Set(ref _language, value);
    }

    /// <summary>Switches for the browser; null for none.</summary>
    public string? AdditionalBrowserArguments
    {
        get => _additionalBrowserArguments;
        set => Set(ref _additionalBrowserArguments, value);
    }

    /// <summary>The profile; null for the default one.</summary>
    public string? ProfileName { get; set; }

    /// <summary>Whether the view leaves nothing behind in its profile; null for what is usual, which is not.</summary>
    public bool? IsInPrivateModeEnabled { get; set; }

    /// <returns>The same environment until a property it is made with is changed; null if none is set.</returns>
    internal Task<CoreWebView2Environment>? CreateEnvironmentAsync()
    {
        if (_environment is null && (BrowserExecutableFolder ?? UserDataFolder ?? Language ?? AdditionalBrowserArguments) is not null)
        {
            _environment = CoreWebView2Environment.CreateAsync(
                BrowserExecutableFolder, UserDataFolder, new CoreWebView2EnvironmentOptions(AdditionalBrowserArguments, Language));
        }

        return _environment;
    }

    /// <returns>Null if no property of a controller is set.</returns>
    internal CoreWebView2ControllerOptions? CreateControllerOptions(CoreWebView2Environment environment)
    {
        if (ProfileName is null && IsInPrivateModeEnabled is null)
        {
            return null;
        }

        CoreWebView2ControllerOptions options = environment.CreateCoreWebView2ControllerOptions();
        options.ProfileName = ProfileName ?? "";
        options.IsInPrivateModeEnabled = IsInPrivateModeEnabled ?? false;
        return options;
    }

    private void Set(ref string? field, string? value)
    {
        if (field != value)
        {
            field = value;
            _environment = null;
        }
    }
}

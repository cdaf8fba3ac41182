using System;
using Oriel.Client.Errors;

namespace Oriel.Client.Environments;

/// <summary>No browser to run, or what was found is none. To the app it is a WebView2RuntimeNotFoundException.</summary>
internal sealed class BrowserNotFoundException : Exception
{
    public const string HowToInstall =
        "Install one, for example with 'apt-get install chromium' (or Microsoft Edge from packages.microsoft.com, or Google Chrome), "
        + "or name the folder of an existing one in " + EnvironmentVariables.BrowserExecutableFolder + ".";

    public BrowserNotFoundException(string message, Exception? inner = null)
        : base(message, inner)
    {
        HResult = HResults.FileNotFound;
    }
}

using System;
using Microsoft.Web.WebView2.Core;

namespace OfficialApp.Scenarios;

/// <summary>Calls what an app for Windows may call before anything else.</summary>
internal static class WindowsOnly
{
    public static void Run()
    {
        try
        {
            CoreWebView2Environment.SetLoaderDllFolderPath("/somewhere");
        }
        catch (PlatformNotSupportedException exception)
        {
            Program.Say("message", exception.Message);
        }
    }
}

using System;
using System.Runtime.CompilerServices;
using Microsoft.Web.WebView2.Core;

namespace OfficialApp.Scenarios;

/// <summary>Calls a member that is among the last to be built. The object is made without its constructor, as there is no view here.</summary>
internal static class NotBuilt
{
    public static void Run()
    {
        CoreWebView2 view = (CoreWebView2)RuntimeHelpers.GetUninitializedObject(typeof(CoreWebView2));
        try
        {
            view.OpenTaskManagerWindow();
        }
        catch (NotImplementedException exception)
        {
            Program.Say("message", exception.Message);
        }
    }
}

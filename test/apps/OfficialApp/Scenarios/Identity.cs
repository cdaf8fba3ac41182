using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.Web.WebView2.Core;

namespace OfficialApp.Scenarios;

/// <summary>Which assembly the app got, and whether that finds its own parts, of which the app's deps.json knows nothing.</summary>
internal static class Identity
{
    public static void Run()
    {
        Assembly core = typeof(CoreWebView2Environment).Assembly;
        Program.Say("name", core.FullName);
        Program.Say("product", core.GetCustomAttribute<AssemblyProductAttribute>()?.Product);

        // Any call into the assembly does this first.
        RuntimeHelpers.RunModuleConstructor(core.ManifestModule.ModuleHandle);
        foreach (string part in (string[])["Oriel.Client", "Oriel.Ipc", "Oriel.Protocol"])
        {
            Program.Say(part, Assembly.Load(part).GetName().Name);
        }
    }
}

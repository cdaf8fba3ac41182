using System;

namespace Oriel.Analyzers.Tests.Harness;

/// <summary>A form that shows a view, as apps have it.</summary>
internal static class Form
{
    private const string Head = """
        using System;
        using System.Collections.Generic;
        using System.IO;
        using System.Linq;
        using System.Threading;
        using System.Threading.Tasks;
        using System.Windows.Forms;
        using Microsoft.Web.WebView2.Core;
        using Microsoft.Web.WebView2.WinForms;

        namespace App
        {
            public partial class MainForm : Form
            {
                private readonly WebView2 webView = new WebView2();


        """;

    private const string Foot = """

            }
        }

        """;

    /// <returns>A file with the members in the form.</returns>
    public static string With(string members) =>
        Head + string.Join('\n', Array.ConvertAll(members.Trim('\n').Split('\n'), line => line.Length == 0 ? line : "        " + line)) + Foot;
}

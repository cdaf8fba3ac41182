using System.Collections.Frozen;
using System.Collections.Generic;
using System.IO;
using System.Reflection;

namespace Oriel.Tour.Site;

/// <summary>The files of the site, which travel inside the program.</summary>
internal static class SitePages
{
    private const string Prefix = "site/";

    private static readonly FrozenDictionary<string, SitePage> s_pages = Load();

    internal static SitePage? Find(string path) => s_pages.GetValueOrDefault(path == "/" ? "/index.html" : path);

    private static FrozenDictionary<string, SitePage> Load()
    {
        Assembly assembly = typeof(SitePages).Assembly;
        Dictionary<string, SitePage> pages = [];
        foreach (string name in assembly.GetManifestResourceNames())
        {
            if (name.StartsWith(Prefix, System.StringComparison.Ordinal))
            {
                using Stream resource = assembly.GetManifestResourceStream(name)!;
                using MemoryStream content = new();
                resource.CopyTo(content);
                pages.Add("/" + name[Prefix.Length..], new SitePage(TypeOf(name), content.ToArray()));
            }
        }

        return pages.ToFrozenDictionary();
    }

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        _ => "application/octet-stream",
    };
}

using System.Collections.Generic;
using System.Globalization;
using Microsoft.Web.WebView2.Core;

namespace Oriel.Core.Features.Permissions;

/// <summary>What the script in the page sends: its number for the call, what is asked for, and whether a user has just done something.</summary>
internal sealed record PermissionQuestion(int Id, IReadOnlyList<PermissionName> Names, bool IsUserInitiated)
{
    /// <returns>Null if it is none, which a page may send that has got hold of the binding.</returns>
    internal static PermissionQuestion? Parse(string payload)
    {
        string[] words = payload.Split(' ', 4);
        if (words is not [_, _, "0" or "1"] || !int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out int id))
        {
            return null;
        }

        List<PermissionName> names = [];
        foreach (string name in words[1].Split('+'))
        {
            // At most camera and microphone; and no page has to ask for sensors.
            if (names.Count == 2 || !PermissionName.TryFind(name, out PermissionName? found) || names.Contains(found) || found.Kind == CoreWebView2PermissionKind.OtherSensors)
            {
                return null;
            }

            names.Add(found);
        }

        return new PermissionQuestion(id, names, words[2] == "1");
    }
}

using System.Collections.Generic;
using System.Linq;
using Oriel.Broker.Windows;
using Oriel.Hosting.Displays;

namespace Oriel.Broker.Clients;

/// <summary>Lets only hosts with equal options share a browser, and none beside one that wants the folder for itself.</summary>
internal sealed class EnvironmentGuard
{
    private const string ExecutableName = "BrowserExecutable";
    private const string ExclusiveName = "ExclusiveUserDataFolderAccess";

    // Of the host for which the present browser was started; they bind as long as it lives, also when that host is gone.
    private HostProfile? _inForce;
    private BrowserDisplay? _display;

    /// <param name="host">For whom the browser was started.</param>
    /// <param name="display">The display it has.</param>
    public void Bind(HostProfile host, BrowserDisplay? display)
    {
        if (_inForce is null)
        {
            _inForce = host;
            _display = display;
        }
    }

    /// <summary>The browser is gone.</summary>
    public void Release()
    {
        _inForce = null;
        _display = null;
    }

    /// <param name="host">Who wants a view.</param>
    /// <param name="display">Where it wants to show it.</param>
    /// <param name="holders">Hosts that have one, or are about to.</param>
    /// <returns>Null if it may have one; otherwise why not.</returns>
    public string? FindConflict(HostProfile host, BrowserDisplay? display, IEnumerable<HostProfile> holders)
    {
        if (_inForce is not { } inForce)
        {
            return null;
        }

        string held = string.Join(", ", holders.Select(static holder => holder.ToString()).Distinct());
        held = held.Length == 0 ? inForce.ToString() : held;
        foreach ((string name, string theirs, string wanted) in Compare(inForce, host))
        {
            return $"The user data folder is in use with other options: {name} is '{theirs}' there, but '{wanted}' was asked for. It is held by {held}. Use equal options, or another user data folder.";
        }

        if (display is not null && (_display is null || !DisplayName.AreSame(_display.Name, display.Name)))
        {
            return _display is null
                ? $"The browser of the user data folder was started for views without a window, so it cannot show one on the display '{display.Name}'. It is held by {held}. Create a view with a parent window before those without, close all views first, or use another user data folder."
                : $"The browser of the user data folder has its windows on the display '{_display.Name}', and a view was asked for on '{display.Name}'; a browser has one display. It is held by {held}. Use another user data folder on the other display.";
        }

        return inForce.IsExclusive && holders.Any(holder => holder.ProcessId != host.ProcessId)
            ? $"The user data folder is in exclusive use by {held} ({ExclusiveName} is true there). Use another user data folder, or wait until it is closed."
            : null;
    }

    private static IEnumerable<(string Name, string Theirs, string Wanted)> Compare(HostProfile inForce, HostProfile host)
    {
        foreach (string name in inForce.Options.Keys.Union(host.Options.Keys).Order())
        {
            string theirs = inForce.Options.GetValueOrDefault(name, "");
            string wanted = host.Options.GetValueOrDefault(name, "");
            if (theirs != wanted)
            {
                yield return (name, theirs, wanted);
            }
        }

        if (inForce.IsExclusive != host.IsExclusive)
        {
            yield return (ExclusiveName, inForce.IsExclusive ? "true" : "false", host.IsExclusive ? "true" : "false");
        }

        if (inForce.Executable != host.Executable)
        {
            yield return (ExecutableName, inForce.Executable, host.Executable);
        }
    }
}

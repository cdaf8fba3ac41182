using System.Collections.Generic;
using System.Linq;

namespace Oriel.Broker.Clients;

/// <summary>Lets only hosts with equal options share a browser, and none beside one that wants the folder for itself.</summary>
internal sealed class EnvironmentGuard
{
    private const string ExecutableName = "BrowserExecutable";
    private const string ExclusiveName = "ExclusiveUserDataFolderAccess";

    // Of the host for which the present browser was started; they bind as long as it lives, also when that host is gone.
    private HostProfile? _inForce;

    public void Bind(HostProfile host) => _inForce ??= host;

    /// <summary>The browser is gone.</summary>
    public void Release() => _inForce = null;

    /// <param name="host">Who wants a view.</param>
    /// <param name="holders">Hosts that have one, or are about to.</param>
    /// <returns>Null if it may have one; otherwise why not.</returns>
    public string? FindConflict(HostProfile host, IEnumerable<HostProfile> holders)
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

using System.Collections.Generic;
using System.IO;
using System.Linq;
using Oriel.Protocol.Cdp;
using State = Oriel.Protocol.Cdp.BrokerDomain.PermissionState;

namespace Oriel.Broker.Permissions;

/// <summary>
/// What apps have saved of permissions, in the folder of the profile, so that it goes where the profile goes: one line each of state, kind and origin. A line that is none is left out.
/// </summary>
internal sealed class PermissionFile
{
    public const string Name = "Oriel Permissions";

    private readonly string _path;

    public PermissionFile(string profilePath)
    {
        _path = Path.Combine(profilePath, Name);
    }

    /// <exception cref="IOException">It is there and cannot be read.</exception>
    public List<BrokerDomain.PermissionSetting> Read()
    {
        List<BrokerDomain.PermissionSetting> settings = [];
        foreach (string line in File.Exists(_path) ? File.ReadAllLines(_path) : [])
        {
            if (line.Split(' ') is [State.Granted or State.Denied, _, { Length: > 0 }] words && PermissionKinds.IsKnown(words[1]))
            {
                settings.Add(new BrokerDomain.PermissionSetting(words[2], words[1], words[0]));
            }
        }

        return settings;
    }

    /// <summary>Whoever reads it meanwhile gets the old or the new one, also after a crash.</summary>
    /// <exception cref="IOException">The disk is full, for instance.</exception>
    public void Write(IEnumerable<BrokerDomain.PermissionSetting> settings)
    {
        string written = _path + ".new";
        File.WriteAllLines(written, settings.Select(static setting => $"{setting.State} {setting.Kind} {setting.Origin}"));
        File.Move(written, _path, overwrite: true);
    }
}

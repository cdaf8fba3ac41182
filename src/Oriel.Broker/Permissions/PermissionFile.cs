using System;
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

    /// <param name="limit">How many to read at most.</param>
    /// <exception cref="IOException">It is there and cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public List<BrokerDomain.PermissionSetting> Read(int limit)
    {
        try
        {
            return [.. File.ReadLines(_path).Select(Parse).OfType<BrokerDomain.PermissionSetting>().Take(limit)];
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return [];
        }
    }

    /// <summary>Whoever reads it meanwhile gets the old or the new one, also after a crash of the machine.</summary>
    /// <exception cref="IOException">The disk is full, for instance.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder is not ours to write.</exception>
    public void Write(IEnumerable<BrokerDomain.PermissionSetting> settings)
    {
        string written = _path + ".new";
        using (FileStream file = File.Create(written))
        {
            using (StreamWriter lines = new(file, leaveOpen: true))
            {
                foreach (BrokerDomain.PermissionSetting setting in settings)
                {
                    lines.Write($"{setting.State} {setting.Kind} {setting.Origin}\n");
                }
            }

            // Else the new name may come to the disk before what it names.
            file.Flush(flushToDisk: true);
        }

        File.Move(written, _path, overwrite: true);
    }

    private static BrokerDomain.PermissionSetting? Parse(string line) =>
        line.Split(' ') is [State.Granted or State.Denied, _, _] words && PermissionKinds.IsKnown(words[1]) && PermissionOrigin.IsOne(words[2])
            ? new BrokerDomain.PermissionSetting(words[2], words[1], words[0])
            : null;
}

using System.Collections.Generic;
using System.Globalization;

namespace Oriel.Client.Environments;

/// <summary>Which release channels may be used, and from which end they are tried.</summary>
/// <param name="Mask">Bit n stands for channel n, as in the public enumeration of channels.</param>
/// <param name="LeastStableFirst">False: Stable, Beta, Dev, Canary. True: the reverse.</param>
internal readonly record struct ChannelPreference(int Mask, bool LeastStableFirst)
{
    public const int AllChannels = 0b1111;

    public static ChannelPreference Default { get; } = new(AllChannels, LeastStableFirst: false);

    public IEnumerable<ReleaseChannel> InOrder()
    {
        const int last = (int)ReleaseChannel.Canary;
        for (int i = 0; i <= last; i++)
        {
            int channel = LeastStableFirst ? last - i : i;
            if ((Mask & (1 << channel)) != 0)
            {
                yield return (ReleaseChannel)channel;
            }
        }
    }

    /// <summary>The same with the documented variables taken into account; they replace what the app asked for.</summary>
    public ChannelPreference WithOverridesOf(HostContext host)
    {
        ChannelPreference result = this;
        switch (host.NonEmptyVariable(EnvironmentVariables.ChannelSearchKind)?.Trim())
        {
            case "0":
                result = result with { LeastStableFirst = false };
                break;
            case "1":
                result = result with { LeastStableFirst = true };
                break;
        }

        string? channels = host.NonEmptyVariable(EnvironmentVariables.ReleaseChannels);
        return channels is null ? result : result with { Mask = ParseMask(channels) };
    }

    // Whatever is not one of the four numbers counts as Stable, as documented.
    private static int ParseMask(string list)
    {
        int mask = 0;
        foreach (string entry in list.Split(','))
        {
            bool known = int.TryParse(entry.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int channel)
                && channel <= (int)ReleaseChannel.Canary;
            mask |= 1 << (known ? channel : (int)ReleaseChannel.Stable);
        }

        return mask;
    }
}

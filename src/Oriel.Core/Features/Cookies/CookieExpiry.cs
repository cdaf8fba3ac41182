using System;

namespace Oriel.Core.Features.Cookies;

/// <summary>When a cookie expires: seconds since 1970 on the wire, null for a session cookie; a DateTime in the API, MinValue for a session cookie.</summary>
internal static class CookieExpiry
{
    /// <returns>In UTC. What lies beyond the last DateTime is the last DateTime.</returns>
    internal static DateTime ToDateTime(double? seconds) => seconds switch
    {
        null => DateTime.MinValue,
        { } value when value >= (DateTime.MaxValue - DateTime.UnixEpoch).TotalSeconds => DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc),
        { } value => DateTime.UnixEpoch.AddSeconds(value),
    };

    /// <param name="moment">What is not said to be UTC is local time. A moment before 1970 has no number on the wire and is a session cookie's, as in the official assembly.</param>
    internal static double? FromDateTime(DateTime moment)
    {
        double seconds = moment == DateTime.MinValue ? -1 : (moment.ToUniversalTime() - DateTime.UnixEpoch).TotalSeconds;
        return seconds < 0 ? null : seconds;
    }
}

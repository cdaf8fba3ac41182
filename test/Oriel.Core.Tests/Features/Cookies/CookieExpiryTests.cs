using System;
using Oriel.Core.Features.Cookies;
using Xunit;

namespace Oriel.Core.Tests.Features.Cookies;

public sealed class CookieExpiryTests
{
    private static readonly DateTime s_moment = new(2031, 5, 6, 7, 8, 9, DateTimeKind.Utc);

    [Fact]
    public void A_moment_comes_back_in_UTC()
    {
        DateTime back = CookieExpiry.ToDateTime(CookieExpiry.FromDateTime(s_moment));

        Assert.Equal((s_moment, DateTimeKind.Utc), (back, back.Kind));
    }

    [Fact]
    public void What_is_not_said_to_be_UTC_is_local_time()
    {
        DateTime local = s_moment.ToLocalTime();

        Assert.Equal(CookieExpiry.FromDateTime(s_moment), CookieExpiry.FromDateTime(local));
        Assert.Equal(CookieExpiry.FromDateTime(s_moment), CookieExpiry.FromDateTime(DateTime.SpecifyKind(local, DateTimeKind.Unspecified)));
    }

    [Fact]
    public void MinValue_of_any_kind_and_what_lies_before_1970_are_a_session_cookies()
    {
        foreach (DateTimeKind kind in Enum.GetValues<DateTimeKind>())
        {
            Assert.Null(CookieExpiry.FromDateTime(DateTime.SpecifyKind(DateTime.MinValue, kind)));
        }

        Assert.Null(CookieExpiry.FromDateTime(DateTime.UnixEpoch.AddSeconds(-1)));
        Assert.Equal(0, CookieExpiry.FromDateTime(DateTime.UnixEpoch));
        Assert.Equal(DateTime.MinValue, CookieExpiry.ToDateTime(null));
    }

    [Fact]
    public void Fractions_are_kept_and_what_no_DateTime_holds_is_the_last_one()
    {
        Assert.Equal(DateTime.UnixEpoch.AddMilliseconds(1500), CookieExpiry.ToDateTime(1.5));
        Assert.Equal(DateTime.MaxValue, CookieExpiry.ToDateTime(1e15));
        Assert.Equal(DateTimeKind.Utc, CookieExpiry.ToDateTime(double.PositiveInfinity).Kind);
        Assert.True(CookieExpiry.FromDateTime(DateTime.MaxValue) > 2.5e11);
    }
}

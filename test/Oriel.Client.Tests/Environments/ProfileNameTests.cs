using System;
using Oriel.Client.Environments;
using Oriel.TestKit;
using Xunit;

namespace Oriel.Client.Tests.Environments;

public sealed class ProfileNameTests
{
    [Theory, Behaviour(34)]
    [InlineData("")]
    [InlineData("work")]
    [InlineData("A b.c-d_e~f#g@h$i(j)k+l")]
    [InlineData(".hidden")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123")]
    public void A_documented_name_is_kept_as_written(string name)
    {
        Assert.Equal(name, ProfileName.Parse(name, "value").Value);
    }

    [Theory, Behaviour(34)]
    [InlineData(null, "null")]
    [InlineData("01234567890123456789012345678901234567890123456789012345678901234", "65")]
    [InlineData("a/b", "U+002F")]
    [InlineData("a\\b", "U+005C")]
    [InlineData("naïve", "U+00EF")]
    [InlineData("a\nb", "U+000A")]
    [InlineData("a\0b", "U+0000")]
    [InlineData("ends.", "period")]
    [InlineData("..", "period")]
    [InlineData("ends ", "ends with a space")]
    [InlineData(" starts", "starts with a space")]
    [InlineData("a*", "U+002A")]
    public void Another_name_is_refused_and_the_fault_named(string? name, string fault)
    {
        var e = Assert.Throws<ArgumentException>("value", () => ProfileName.Parse(name, "value"));

        Assert.Contains(fault, e.Message, StringComparison.Ordinal);
        Assert.Equal(unchecked((int)0x80070057), e.HResult);
    }

    [Fact, Behaviour(34)]
    public void Case_does_not_make_another_profile()
    {
        ProfileName one = ProfileName.Parse("Work", "value");
        ProfileName other = ProfileName.Parse("wORK", "value");

        Assert.Equal(one, other);
        Assert.Equal(one.DirectoryName, other.DirectoryName);
        Assert.Equal("Work", one.Value);
    }

    [Theory, Behaviour(34)]
    [InlineData("")]
    [InlineData("default")]
    [InlineData("Default")]
    public void No_name_means_the_default_profile(string name)
    {
        Assert.Equal("Default", ProfileName.Parse(name, "value").DirectoryName);
        Assert.Equal(default, ProfileName.Parse(name, "value"));
    }

    [Theory]
    [InlineData("Crashpad")]
    [InlineData("Local State")]
    [InlineData("System Profile")]
    public void A_profile_never_takes_the_place_of_the_browsers_own_files(string name)
    {
        Assert.NotEqual(name, ProfileName.Parse(name, "value").DirectoryName, StringComparer.OrdinalIgnoreCase);
    }
}

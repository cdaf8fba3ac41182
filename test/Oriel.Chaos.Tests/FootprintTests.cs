using Oriel.Chaos.World;
using Xunit;

namespace Oriel.Chaos.Tests;

/// <summary>What grows is found.</summary>
public sealed class FootprintTests
{
    private static readonly Footprint s_first = new(1 << 20, 90);

    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(-1 << 19, -10, true)]
    [InlineData(4 << 20, 0, false)]
    [InlineData(0, 5, false)]
    public void Memory_and_descriptors_have_to_stay_what_they_are(long bytes, int descriptors, bool isFlat) =>
        Assert.Equal(isFlat, s_first.IsFlat(new Footprint(s_first.Memory + bytes, s_first.Descriptors + descriptors)));
}

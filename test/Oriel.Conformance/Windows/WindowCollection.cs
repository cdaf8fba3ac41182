using Xunit;

namespace Oriel.Conformance.Windows;

/// <summary>Tests that look at one screen run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class WindowCollection : ICollectionFixture<WindowFixture>
{
    public const string Name = "windows";
}

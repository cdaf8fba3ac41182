using System.Collections.Generic;
using System.Linq;
using Xunit;
using Xunit.Abstractions;

namespace Oriel.TestKit.Leaks;

/// <summary>Puts the collection that looks for leftovers after all others; as it runs alone, they have ended by then.</summary>
public sealed class NothingIsLeftLast : ITestCollectionOrderer
{
    /// <summary>The collection's name.</summary>
    public const string Collection = "nothing is left";

    /// <inheritdoc/>
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(collection => collection.DisplayName == Collection);
}

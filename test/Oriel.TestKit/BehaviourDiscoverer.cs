using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Oriel.TestKit;

/// <summary>Makes <see cref="BehaviourAttribute"/> a trait, so that the tests of one statement can be chosen.</summary>
public sealed class BehaviourDiscoverer : ITraitDiscoverer
{
    /// <inheritdoc/>
    public IEnumerable<KeyValuePair<string, string>> GetTraits(IAttributeInfo traitAttribute)
    {
        int number = (int)traitAttribute.GetConstructorArguments().Single();
        yield return new KeyValuePair<string, string>("Behaviour", number.ToString(CultureInfo.InvariantCulture));
    }
}

using System;
using Xunit.Sdk;

namespace Oriel.TestKit;

/// <summary>Says that a test, or every test of a class, holds a statement of eng/surface/statements.txt. docs/parity.md lists them;
/// <c>dotnet test --filter Behaviour=44</c> runs them.</summary>
/// <param name="number">The statement's number.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class, AllowMultiple = true)]
[TraitDiscoverer("Oriel.TestKit.BehaviourDiscoverer", "Oriel.TestKit")]
public sealed class BehaviourAttribute(int number) : Attribute, ITraitAttribute
{
    /// <summary>The statement's number.</summary>
    public int Number { get; } = number;
}

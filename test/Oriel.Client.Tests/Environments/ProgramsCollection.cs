using Xunit;

namespace Oriel.Client.Tests.Environments;

/// <summary>
/// For tests that write programs and run them. A process started elsewhere at the moment of writing inherits the open file for an
/// instant, and the kernel runs no file that is open for writing, so nothing else runs beside them.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProgramsCollection
{
    public const string Name = "Programs";
}

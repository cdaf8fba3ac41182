using System.Threading.Tasks;

namespace Oriel.Benchmarks.Harness;

/// <summary>One thing that is measured.</summary>
internal interface IQuestion
{
    /// <summary>The word that asks it on the command line.</summary>
    public static abstract string Name { get; }

    /// <summary>Measures and reports. Called on the thread with the message pump.</summary>
    public static abstract Task AnswerAsync(Setting setting, Report report);
}

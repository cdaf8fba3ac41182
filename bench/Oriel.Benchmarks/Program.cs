using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Oriel.Benchmarks.Harness;
using Oriel.Benchmarks.Hosts;
using Oriel.Benchmarks.Questions;
using Oriel.Threading;

namespace Oriel.Benchmarks;

/// <summary>bench/README.md says what the words on the command line mean.</summary>
internal static class Program
{
    private static readonly (string Name, Func<Setting, Report, Task> Answer)[] s_table =
    [
        Entry<EvaluateOneByOne>(),
        Entry<EvaluateInFlight>(),
        Entry<MessagesToHost>(),
        Entry<MessagesToPage>(),
        Entry<FromNothing>(),
        Entry<SecondHost>(),
        Entry<BrokerMemory>(),
        Entry<BrokerIdle>(),
        Entry<Allocation>(),
        Entry<Dispatch>(),
        Entry<InOrder>(),
        Entry<Interception>(),
        Entry<KillToHandler>(),
        Entry<KillToRecovered>(),
        Entry<FirstFrame>(),
        Entry<WindowInput>(),
        Entry<ViewMemory>(),
    ];

    // About our own choices; no requirement hangs on them, so they are asked by name only.
    private static readonly (string Name, Func<Setting, Report, Task> Answer)[] s_extras = [Entry<RawReading>(), Entry<Codec>()];

    /// <returns>0 when every requirement that was asked for is met, 1 when not, 2 when the command line cannot be read.</returns>
    public static int Main(string[] arguments)
    {
        // Culture decides how numbers look; the table goes into a document.
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        List<string> words = [.. arguments];
        if (words.FirstOrDefault() == HostCommand.Name)
        {
            return RunHost(words[1..]);
        }

        try
        {
            Setting setting = Setting.Parse(words);
            Func<Setting, Report, Task>[] questions = words.Count == 0
                ? [.. s_table.Select(static entry => entry.Answer)]
                : [.. words.Select(static word => Find(word))];
            return MessagePump.Run(() => AskAsync(questions, setting));
        }
        catch (ArgumentException problem)
        {
            Console.Error.WriteLine(problem.Message);
            return 2;
        }
    }

    /// <summary>The process that started us reads our errors, so they are one line.</summary>
    private static int RunHost(List<string> words)
    {
        try
        {
            MessagePump.Run(() => HostCommand.RunAsync(words));
            return 0;
        }
        catch (Exception failure)
        {
            Console.Error.WriteLine($"{failure.GetType().Name}: {failure.Message}");
            return 1;
        }
    }

    private static async Task<int> AskAsync(IEnumerable<Func<Setting, Report, Task>> questions, Setting setting)
    {
        Report report = new(Console.Out);
        foreach (Func<Setting, Report, Task> answerAsync in questions)
        {
            await answerAsync(setting, report);
        }

        report.Table();
        return report.AllReached ? 0 : 1;
    }

    private static (string Name, Func<Setting, Report, Task> Answer) Entry<TQuestion>()
        where TQuestion : IQuestion => (TQuestion.Name, TQuestion.AnswerAsync);

    private static Func<Setting, Report, Task> Find(string word) =>
        s_table.Concat(s_extras).FirstOrDefault(entry => entry.Name == word).Answer
        ?? throw new ArgumentException($"'{word}' is no question. There are: {string.Join(", ", s_table.Concat(s_extras).Select(static entry => entry.Name))}.");
}

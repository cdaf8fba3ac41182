using System.Threading.Tasks;
using Oriel.Benchmarks.Harness;
using Oriel.Benchmarks.Pages;

namespace Oriel.Benchmarks.Questions;

/// <summary>How long does a message of 100 bytes take from the host to the page, in a burst?</summary>
internal sealed class MessagesToPage : IQuestion
{
    private const int Messages = 1000;

    public static string Name => "to-page";

    public static async Task AnswerAsync(Setting setting, Report report)
    {
        report.Heading("Messages of 100 bytes, host to page (raw: Runtime.evaluate, all in flight at once)");
        await using Arena arena = await Arena.OpenAsync(report, Contender.All);
        Figures figures = await arena.TimeAsync(setting.Rounds, Messages, static page => page.SendMessagesAsync(Messages));
        report.AddRatio("messages host → page, 100 bytes", figures, "µs", Contender.Oriel.Name, Contender.Raw.Name, 2);
    }
}

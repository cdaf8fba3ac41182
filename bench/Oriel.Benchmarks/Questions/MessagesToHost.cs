using System.Threading.Tasks;
using Oriel.Benchmarks.Harness;
using Oriel.Benchmarks.Pages;

namespace Oriel.Benchmarks.Questions;

/// <summary>How long does a message of 100 bytes take from the page to the host, in a burst?</summary>
internal sealed class MessagesToHost : IQuestion
{
    private const int Messages = 1000;

    public static string Name => "to-host";

    public static async Task AnswerAsync(Setting setting, Report report)
    {
        report.Heading("Messages of 100 bytes, page to host (raw: a binding)");
        await using Arena arena = await Arena.OpenAsync(report, Contender.All);
        Figures figures = await arena.TimeAsync(setting.Rounds, Messages, static page => page.ReceiveMessagesAsync(Messages));
        report.AddRatio("messages page → host, 100 bytes", figures, "µs", Contender.Oriel.Name, Contender.Raw.Name, 2);
    }
}

using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Oriel.Client.Errors;

namespace Oriel.Client.Environments;

/// <summary>
/// Runs a browser with <c>--version</c>. Chromium answers that before it opens anything (30 to 50 ms); what is not Chromium may do whatever
/// it likes, so the answer is bounded in time and size, and the process and its descendants are ended with it.
/// </summary>
internal static class BrowserVersionProbe
{
    private const int LongestAnswer = 4096;

    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(5);

    public static BrowserIdentity Ask(InstalledBrowser browser) => Ask(browser, Patience);

    public static BrowserIdentity Ask(InstalledBrowser browser, TimeSpan patience)
    {
        // On the pool, because the caller may be a UI thread whose context must not be needed for the answer.
        string answer = Task.Run(() => ReadAnswerAsync(browser.ExecutablePath, patience)).GetAwaiter().GetResult();
        foreach (string line in answer.Split('\n'))
        {
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            int index = Array.FindIndex(words, word => BrowserVersion.TryParse(word, out _));
            if (index >= 0 && BrowserVersion.TryParse(words[index], out BrowserVersion version))
            {
                ReleaseChannel? channel = words.Skip(index + 1).Select(ChannelOfWord).FirstOrDefault(c => c is not null);
                return new BrowserIdentity(version, channel ?? browser.Channel);
            }
        }

        string said = Excerpt.Of(answer.Trim());
        throw NotABrowser(browser.ExecutablePath, $"it answered --version with '{said}', which holds no version", null);
    }

    private static async Task<string> ReadAnswerAsync(string executable, TimeSpan patience)
    {
        using Process process = Start(executable);
        using var deadline = new CancellationTokenSource(patience);
        try
        {
            process.StandardInput.Close();
            Task errors = process.StandardError.BaseStream.CopyToAsync(Stream.Null, deadline.Token);
            byte[] answer = new byte[LongestAnswer];
            int length = await process.StandardOutput.BaseStream
                .ReadAtLeastAsync(answer, answer.Length, throwOnEndOfStream: false, deadline.Token)
                .AsTask().WaitAsync(deadline.Token).ConfigureAwait(false);
            if (length == answer.Length)
            {
                throw NotABrowser(executable, $"it answered --version with more than {LongestAnswer} bytes", null);
            }

            await errors.WaitAsync(deadline.Token).ConfigureAwait(false);
            await process.WaitForExitAsync(deadline.Token).ConfigureAwait(false);
            return Encoding.UTF8.GetString(answer, 0, length);
        }
        catch (OperationCanceledException e) when (deadline.IsCancellationRequested)
        {
            throw NotABrowser(executable, $"it did not answer --version within {patience.TotalSeconds:0.#} s", e);
        }
        finally
        {
            End(process);
        }
    }

    private static Process Start(string executable)
    {
        var start = new ProcessStartInfo(executable, ["--version"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw NotABrowser(executable, $"it cannot be run ({e.Message})", e);
        }
    }

    private static void End(Process process)
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }
    }

    private static ReleaseChannel? ChannelOfWord(string word) => word switch
    {
        "beta" => ReleaseChannel.Beta,
        "dev" or "unstable" => ReleaseChannel.Dev,
        "canary" => ReleaseChannel.Canary,
        _ => null,
    };

    private static BrowserNotFoundException NotABrowser(string executable, string because, Exception? inner)
    {
        return new BrowserNotFoundException(
            $"'{executable}' is not a usable browser: {because}. {BrowserNotFoundException.HowToInstall}", inner);
    }
}

using System.Threading.Tasks;
using Oriel.TestKit.Site;

namespace Oriel.Conformance.Support;

/// <summary>A page that is asked for and does not come until the test lets it.</summary>
internal sealed class Held(string url, SiteGate gate)
{
    public string Url { get; } = url;

    /// <summary>Complete when the browser has asked for it.</summary>
    public Task<SiteRequest> Arrived { get; } = gate.ArrivedAsync();

    public void Release() => gate.Open();
}

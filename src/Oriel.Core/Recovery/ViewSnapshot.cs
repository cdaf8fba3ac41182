using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Oriel.Client.Environments;
using Oriel.Composition;
using Oriel.Core.Dispatching;
using Oriel.Core.Features.Environments;
using Oriel.Core.Features.Navigation;
using Oriel.Core.Features.Settings;
using Oriel.Core.Features.Views;

namespace Oriel.Recovery;

/// <summary>What of a view comes back with it. All of it is known while the view lives, so it can be taken when the browser is gone.</summary>
internal sealed class ViewSnapshot
{
    private readonly SettingsFeature _settings;
    private readonly bool _isVisible;
    private readonly double _zoom;
    private readonly IFrameTarget? _target;
    private readonly List<string> _history = [];

    /// <summary>Of the shown address in the history.</summary>
    private readonly int _index;
    private string? _shown;
    private readonly string? _content;
    private readonly (double X, double Y) _scroll;
    private int? _entry;

    private ViewSnapshot(View view, int mostEntries)
    {
        bool isDefault = view.Identity.ProfileName == ProfileName.DefaultDirectory;
        Request = new ViewRequest(view.Window.Parent, isDefault ? default : ProfileName.Parse(view.Identity.ProfileName, nameof(view)), view.Identity.IsInPrivate, view.Window.Bounds) { Background = view.Background.Color, IsComposed = view.IsComposed };
        _target = view.Composition.Target;
        _settings = view.Settings;
        _isVisible = view.Window.IsVisible;
        _zoom = view.Zoom.Factor;
        string? pending = view.Frames.Main.Navigation is { IsCommitted: false, IsCompleted: false } begun ? begun.Url : null;
        _shown = pending ?? (view.Navigation.HasContent ? view.Documents.Source : null);
        if (pending is null)
        {
            _content = view.Navigation.ShownContent;
            _scroll = view.Scrolling.Position;
        }

        int index = view.History.Index;
        IReadOnlyList<string> urls = view.History.Urls;

        // A navigation that was under way would have ended what was ahead, and made an entry of its own.
        List<string> behind = Nearest(urls.Take(pending is null ? Math.Max(index, 0) : index + 1).Reverse(), _shown, mostEntries);
        behind.Reverse();
        List<string> ahead = pending is null ? Nearest(urls.Skip(index + 1), _shown, Math.Max(0, mostEntries - behind.Count)) : [];
        _history.AddRange(behind);
        _index = _history.Count;
        if (ahead.Count > 0 && _shown is not null && HistoryRestore.IsRestorable(_shown))
        {
            _history.Add(_shown);
            _history.AddRange(ahead);
        }
    }

    internal ViewRequest Request { get; }

    internal static ViewSnapshot Of(View view, int mostEntries) => new(view, mostEntries);

    /// <summary>Leaves names and passwords out of the addresses.</summary>
    internal void ForgetCredentials()
    {
        _shown = _shown is null ? null : WithoutCredentials(_shown);
        for (int i = 0; i < _history.Count; i++)
        {
            _history[i] = WithoutCredentials(_history[i]);
        }
    }

    /// <summary>Prepares a new view, which the app does not have yet.</summary>
    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder))]
    internal async Task ApplyAsync(View view)
    {
        view.Settings.TakeOver(_settings);
        view.Window.IsVisible = _isVisible;
        view.Zoom.Set(_zoom);
        view.Composition.Target = _target;
        int[]? ids = await view.HistoryRestore.RunAsync(_history);
        _entry = ids is not null && _index < ids.Length ? ids[_index] : null;
    }

    /// <summary>Shows the page again.</summary>
    /// <returns>False if there was none.</returns>
    internal bool Navigate(View view)
    {
        if (_shown is null)
        {
            return false;
        }

        view.Scrolling.RestoreInNextDocument(_scroll);
        if (_content is not null)
        {
            view.Navigation.NavigateToString(_content);
        }
        else if (_entry is { } entry)
        {
            view.History.GoTo(entry);
        }
        else
        {
            view.Navigation.Navigate(_shown);
        }

        return true;
    }

    private static string WithoutCredentials(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out Uri? uri) && uri.UserInfo.Length > 0 ? new UriBuilder(uri) { UserName = "", Password = "" }.Uri.AbsoluteUri : url;

    /// <summary>Neighbours that are equal would become one entry.</summary>
    private static List<string> Nearest(IEnumerable<string> urls, string? shown, int most)
    {
        List<string> nearest = [];
        string? last = shown;
        foreach (string url in urls.Where(HistoryRestore.IsRestorable))
        {
            if (nearest.Count == most)
            {
                break;
            }

            if (url != last)
            {
                nearest.Add(url);
            }

            last = url;
        }

        return nearest;
    }
}

# Completion of abreast for bash, made from the table in src/options.c by
# RECORD=1 tests/completion-test.

_abreast()
{
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
    COMPREPLY=()
    # A "=" is a word of its own here.
    if [[ $word == = ]]; then
        word=
    elif [[ $before == = ]]; then
        before=${COMP_WORDS[COMP_CWORD - 2]}
    fi

    case $before in
    --export)
        mapfile -t COMPREPLY < <(compgen -W 'markdown html json jsonld csv text' -- "$word") ;;
    --only)
        mapfile -t COMPREPLY < <(compgen -W 'conflict match left right marked' -- "$word") ;;
    -o | --output)
        compopt -o default ;;
    --type)
        mapfile -t COMPREPLY < <(compgen -W 'auto text markdown html' -- "$word") ;;
    --min-confidence)
        ;;
    --theme)
        mapfile -t COMPREPLY < <(compgen -W 'default dark light contrast mono' -- "$word") ;;
    --notes)
        compopt -o default ;;
    --dump)
        mapfile -t COMPREPLY < <(compgen -W 'text sentences statements candidates' -- "$word") ;;
    *)
        if [[ $word != -* || " ${COMP_WORDS[*]:1:COMP_CWORD-1} " == *' -- '* ]]; then
            compopt -o default
            return
        fi
        mapfile -t COMPREPLY < <(compgen -W '--export= --only= --full -o --output= -f --force -q --quiet --type= --keep-all --min-confidence= --theme= --no-mouse --no-config --notes= --no-notes --dump= --no-sandbox -h --help -V --version' -- "$word")
        [[ ${COMPREPLY-} != *= ]] || compopt -o nospace ;;
    esac
}
complete -F _abreast abreast
